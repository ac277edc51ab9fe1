"""Read statements, transactions, payments and withdrawals.

Written by spec/generate.py; edit spec/tiktokshop/finance.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import (
    DecimalText,
    Id,
    Model,
    Rfc3339,
    UnixSeconds,
    UnixText,
    model,
    rfc3339,
    seconds,
)
from ..._resource import Page, Resource
from ...money import Money
from ...wire import Operation, Paging

FiscalRegime = TypeAliasType(
    "FiscalRegime",
    Literal[
        "Leasing", "Other income", "Interest income", "Agricultural", "Coordinated"
    ],
)

PaymentStatus = TypeAliasType(
    "PaymentStatus", Literal["PAID", "FAILED", "PROCESSING", "SETTLED"]
)

RecentAuditStatus = TypeAliasType(
    "RecentAuditStatus", Literal["PENDING_AUDIT", "UNDER_AUDIT", "APPROVED", "REJECTED"]
)

RegistrationStatus = TypeAliasType(
    "RegistrationStatus", Literal["UNKNOWN", "NOT_REGISTERED", "REGISTERED"]
)

RejectionReason = TypeAliasType(
    "RejectionReason",
    Literal["INVALID_RFC", "ZIPCODE_NOT_MATCH_RFC", "NAME_NOT_MATCH_RFC"],
)

StatementTransactionType = TypeAliasType(
    "StatementTransactionType",
    Literal[
        "ORDER",
        "RESERVE",
        "CHARGE_BACK",
        "CUSTOMER_SERVICE_COMPENSATION",
        "DEDUCTIONS_INCURRED_BY_SELLER",
        "GMV_PAYMENT_FOR_ADS",
        "PLATFORM_COMMISSION_ADJUSTMENT",
        "PLATFORM_COMMISSION_COMPENSATION",
        "PLATFORM_PENALTY",
        "PROMOTION_ADJUSTMENT",
        "REBATE",
        "PLATFORM_COMPENSATION",
        "PLATFORM_REIMBURSEMENT",
        "COFUNDED_CREATOR_REWARDS",
        "STAMP_DUTY",
        "FBT_WAREHOUSE_SERVICE_FEE",
        "LOGISTICS_REIMBURSEMENT",
        "SHIPPING_FEE_ADJUSTMENT",
        "SHIPPING_FEE_COMPENSATION",
        "SHIPPING_FEE_REBATE",
        "SAMPLE_SHIPPING_FEE",
        "SELLER_MISSION_REWARD",
    ],
)

StatementType = TypeAliasType(
    "StatementType",
    Literal["PAYMENT", "REFUND", "REVERSE", "SETTLE", "TRANSFER", "WITHDRAW"],
)

WithdrawalStatus = TypeAliasType(
    "WithdrawalStatus",
    Literal[
        "SUCCESS",
        "INIT",
        "ORDERED",
        "PROCESSING",
        "RECEIVED",
        "PROCESSED",
        "FAILED",
        "REVERSED",
        "EXCEPTION",
        "CLOSED",
        "UNKNOWN",
    ],
)


@model
class Statement(Model):
    """Statement, in list."""

    id: Id | None = None
    statement_time: UnixSeconds | None = None
    settlement_amount: DecimalText | None = None
    currency: str | None = None
    revenue_amount: DecimalText | None = None
    fee_amount: DecimalText | None = None
    adjustment_amount: DecimalText | None = None
    payment_status: PaymentStatus | None = None
    payment_id: Id | None = None
    net_sales_amount: DecimalText | None = None
    shipping_cost_amount: DecimalText | None = None
    payment_time: UnixSeconds | None = None


@model
class Withdrawal(Model):
    """Withdrawal, in get withdrawals."""

    id: Id | None = None
    type: StatementType | None = None
    amount: DecimalText | None = None
    currency: str | None = None
    status: WithdrawalStatus | None = None
    create_time: UnixSeconds | None = None


@model
class RevenueBreakdown(Model):
    """Revenue breakdown, in sku transaction."""

    subtotal_before_discount_amount: DecimalText | None = None
    seller_discount_amount: DecimalText | None = None
    refund_subtotal_before_discount_amount: DecimalText | None = None
    seller_discount_refund_amount: DecimalText | None = None
    cod_service_fee_amount: DecimalText | None = None
    refund_cod_service_fee_amount: DecimalText | None = None
    distant_item_fee_amount: DecimalText | None = None


@model
class SupplementaryComponent(Model):
    """Supplementary component, in shipping cost breakdown."""

    fbt_fulfillment_fee_reimbursement_amount: DecimalText | None = None
    """Deprecated."""
    platform_shipping_fee_discount_amount: DecimalText | None = None
    promo_shipping_incentive_amount: DecimalText | None = None
    shipping_fee_subsidy_amount: DecimalText | None = None
    seller_shipping_fee_discount_amount: DecimalText | None = None
    fbt_shipping_cost_amount: DecimalText | None = None
    """Only in EU, UK."""
    customer_shipping_fee_offset_amount: DecimalText | None = None
    """Only in US."""
    fbm_shipping_cost_amount: DecimalText | None = None
    fbt_fulfillment_fee_amount: DecimalText | None = None
    """Only in US."""
    return_refund_subsidy_amount: DecimalText | None = None
    refunded_customer_shipping_fee_amount: DecimalText | None = None
    shipping_fee_guarantee_reimbursement: DecimalText | None = None
    customer_shipping_fee: DecimalText | None = None
    refund_customer_shipping_fee: DecimalText | None = None


@model
class ShippingCostBreakdown(Model):
    """Shipping cost breakdown, in sku transaction."""

    actual_shipping_fee_amount: DecimalText | None = None
    international_leg_logistics_amount: DecimalText | None = None
    shipping_fee_discount_amount: DecimalText | None = None
    customer_paid_shipping_fee_amount: DecimalText | None = None
    return_shipping_fee_amount: DecimalText | None = None
    replacement_shipping_fee_amount: DecimalText | None = None
    """Only in ID."""
    exchange_shipping_fee_amount: DecimalText | None = None
    """Only in ID."""
    signature_confirmation_fee_amount: DecimalText | None = None
    shipping_insurance_fee_amount: DecimalText | None = None
    fbt_fulfillment_fee_reimbursement_amount: DecimalText | None = None
    """Only in US."""
    return_shipping_label_fee_amount: DecimalText | None = None
    seller_self_shipping_service_fee_amount: DecimalText | None = None
    return_shipping_fee_paid_buyer_amount: DecimalText | None = None
    failed_delivery_subsidy_amount: DecimalText | None = None
    fbt_free_shipping_fee_amount: DecimalText | None = None
    free_return_subsidy_amount: DecimalText | None = None
    distant_shipping_fee_amount: DecimalText | None = None
    shipping_app_service_fee_amount: DecimalText | None = None
    logistics_service_fee: DecimalText | None = None
    fbt_overall_merchant_subsidy: DecimalText | None = None
    fbt_key_merchant_subsidy: DecimalText | None = None
    tiktok_shop_shipping_incentive_amount: DecimalText | None = None
    supplementary_component: SupplementaryComponent | None = None
    hazmat_noncompliance_fee: DecimalText | None = None
    hazmat_handling_fee: DecimalText | None = None
    non_standard_weight_fee: DecimalText | None = None
    non_standard_dimension_fee: DecimalText | None = None
    shipping_fee_guarantee_reimbursement: DecimalText | None = None
    sfr_reimbursement: DecimalText | None = None


@model
class Fee(Model):
    """Fee, in fee tax breakdown."""

    platform_commission_amount: DecimalText | None = None
    referral_fee_amount: DecimalText | None = None
    """Only in US."""
    refund_administration_fee_amount: DecimalText | None = None
    transaction_fee_amount: DecimalText | None = None
    credit_card_handling_fee_amount: DecimalText | None = None
    affiliate_commission_amount: DecimalText | None = None
    affiliate_commission_amount_before_pit: DecimalText | None = None
    """Only in SEA."""
    affiliate_partner_commission_amount: DecimalText | None = None
    affiliate_ads_commission_amount: DecimalText | None = None
    sfp_service_fee_amount: DecimalText | None = None
    live_specials_fee_amount: DecimalText | None = None
    bonus_cashback_service_fee_amount: DecimalText | None = None
    mall_service_fee_amount: DecimalText | None = None
    voucher_xtra_service_fee_amount: DecimalText | None = None
    flash_sales_service_fee_amount: DecimalText | None = None
    cofunded_promotion_service_fee_amount: DecimalText | None = None
    pre_order_service_fee_amount: DecimalText | None = None
    tsp_commission_amount: DecimalText | None = None
    dt_handling_fee_amount: DecimalText | None = None
    epr_pob_service_fee_amount: DecimalText | None = None
    fee_per_item_sold_amount: DecimalText | None = None
    """Only in BR."""
    seller_paylater_handling_fee_amount: DecimalText | None = None
    cofunded_creator_bonus_amount: DecimalText | None = None
    dynamic_commission_amount: DecimalText | None = None
    """Only in ID."""
    external_affiliate_marketing_fee_amount: DecimalText | None = None
    vn_fix_infrastructure_fee: DecimalText | None = None
    affiliate_commission_deposit: DecimalText | None = None
    affiliate_commission_release: DecimalText | None = None
    tap_shop_ads_commission: DecimalText | None = None
    shipping_fee_guarantee_service_fee: DecimalText | None = None
    installation_service_fee: DecimalText | None = None
    campaign_resource_fee: DecimalText | None = None
    platform_special_service_fee_amount: DecimalText | None = None
    smart_promotion_fee_amount: DecimalText | None = None
    gmv_max_ad_fee_amount: DecimalText | None = None
    platform_semi_managed_commission_fee: DecimalText | None = None
    platform_semi_managed_commission_fee_tax: DecimalText | None = None
    campaign_period_fee_cfp_amount: DecimalText | None = None
    campaign_period_fee_sp_amount: DecimalText | None = None
    campaign_period_fee_sp_tax_amount: DecimalText | None = None
    campaign_period_fee_cfp_tax_amount: DecimalText | None = None
    seller_growth_fee_amount: DecimalText | None = None
    category_led_campaign_fee_amount: DecimalText | None = None
    category_led_campaign_fee_tax_amount: DecimalText | None = None
    brand_amplification_program_commission: DecimalText | None = None
    brand_amplification_program_fee_tax: DecimalText | None = None
    brand_campaign_fee: DecimalText | None = None
    brand_campaign_fee_tax: DecimalText | None = None
    failed_delivery_shipping_fee: DecimalText | None = None
    buyer_fault_return_shipping_fee: DecimalText | None = None
    insurance_fee: DecimalText | None = None
    gmv_max_coupon_fee: DecimalText | None = None
    cps_shop_ads_commission_tax_amount: DecimalText | None = None
    shipping_insurance_fee_tax_amount: DecimalText | None = None
    new_customer_growth_package_fee: DecimalText | None = None
    target_product_gmv_growth_package_fee: DecimalText | None = None
    store_gmv_growth_package_fee: DecimalText | None = None
    auto_post_shoppable_video_commission_fee: DecimalText | None = None
    seller_funded_user_spoint_service_fee: DecimalText | None = None
    affiliate_commission_before_pit_amount: DecimalText | None = None
    """Only in SEA."""
    pit_withheld_from_ads_commission_amount: DecimalText | None = None
    """Only in SEA."""
    retail_delivery_fee_amount: DecimalText | None = None
    retail_delivery_fee_payment_amount: DecimalText | None = None
    retail_delivery_fee_refund_amount: DecimalText | None = None


@model
class Tax(Model):
    """Tax, in fee tax breakdown."""

    vat_amount: DecimalText | None = None
    import_vat_amount: DecimalText | None = None
    customs_duty_amount: DecimalText | None = None
    customs_clearance_amount: DecimalText | None = None
    sst_amount: DecimalText | None = None
    gst_amount: DecimalText | None = None
    iva_amount: DecimalText | None = None
    isr_amount: DecimalText | None = None
    anti_dumping_duty_amount: DecimalText | None = None
    local_vat_amount: DecimalText | None = None
    pit_amount: DecimalText | None = None
    sales_tax_referral_fee_amount: DecimalText | None = None
    smart_promotion_fee_tax_amount: DecimalText | None = None
    cedular_tax: DecimalText | None = None
    new_customer_growth_package_fee_tax: DecimalText | None = None
    store_gmv_growth_package_fee_sales_tax: DecimalText | None = None
    target_product_gmv_growth_package_tax: DecimalText | None = None
    auto_post_shoppable_video_sales_tax: DecimalText | None = None
    article_22_income_tax_withheld: DecimalText | None = None
    sales_tax_amount: DecimalText | None = None
    sales_tax_payment_amount: DecimalText | None = None
    sales_tax_refund_amount: DecimalText | None = None


@model
class FeeTaxBreakdown(Model):
    """Fee tax breakdown, in sku transaction."""

    fee: Fee | None = None
    tax: Tax | None = None


@model
class SkuTransaction(Model):
    """Sku transaction, in order transactions."""

    sku_id: Id | None = None
    sku_name: str | None = None
    statement_id: Id | None = None
    product_name: str | None = None
    quantity: str | None = None
    settlement_amount: DecimalText | None = None
    revenue_amount: DecimalText | None = None
    revenue_breakdown: RevenueBreakdown | None = None
    shipping_cost_amount: DecimalText | None = None
    shipping_cost_breakdown: ShippingCostBreakdown | None = None
    fee_tax_amount: DecimalText | None = None
    fee_tax_breakdown: FeeTaxBreakdown | None = None


@model
class OrderTransactions(Model):
    """Order transactions, in get order transactions."""

    order_id: Id | None = None
    order_create_time: UnixSeconds | None = None
    currency: str | None = None
    revenue_amount: DecimalText | None = None
    fee_and_tax_amount: DecimalText | None = None
    shipping_cost_amount: DecimalText | None = None
    settlement_amount: DecimalText | None = None
    sku_transactions: tuple[SkuTransaction, ...] = ()
    total_count: int | None = None


@model
class TotalSettlementBreakdown(Model):
    """Total settlement breakdown, in get transactions."""

    total_revenue_amount: DecimalText | None = None
    total_shipping_cost_amount: DecimalText | None = None
    total_fee_tax_amount: DecimalText | None = None
    total_adjustment_amount: DecimalText | None = None


@model
class StatementTransactionSupplementaryComponent(Model):
    """Statement transaction supplementary component, in statement transaction."""

    customer_payment_amount: DecimalText | None = None
    customer_refund_amount: DecimalText | None = None
    platform_discount_amount: DecimalText | None = None
    platform_discount_refund_amount: DecimalText | None = None
    seller_cofunded_discount_amount: DecimalText | None = None
    seller_cofunded_discount_refund_amount: DecimalText | None = None
    platform_cofunded_discount_amount: DecimalText | None = None
    platform_cofunded_discount_refund_amount: DecimalText | None = None
    retail_delivery_fee_amount: DecimalText | None = None
    retail_delivery_fee_payment_amount: DecimalText | None = None
    retail_delivery_fee_refund_amount: DecimalText | None = None
    sales_tax_amount: DecimalText | None = None
    sales_tax_payment_amount: DecimalText | None = None
    sales_tax_refund_amount: DecimalText | None = None


@model
class StatementTransaction(Model):
    """Statement transaction, in get transactions."""

    id: Id | None = None
    type: StatementTransactionType | None = None
    order_id: Id | None = None
    order_create_time: UnixSeconds | None = None
    adjustment_id: Id | None = None
    adjustment_order_id: Id | None = None
    adjustment_amount: DecimalText | None = None
    settlement_amount: DecimalText | None = None
    revenue_amount: DecimalText | None = None
    revenue_breakdown: RevenueBreakdown | None = None
    shipping_cost_amount: DecimalText | None = None
    shipping_cost_breakdown: ShippingCostBreakdown | None = None
    fee_tax_amount: DecimalText | None = None
    fee_tax_breakdown: FeeTaxBreakdown | None = None
    supplementary_component: StatementTransactionSupplementaryComponent | None = None
    reserve_id: Id | None = None
    reserve_amount: DecimalText | None = None
    associated_order_id: Id | None = None
    reserve_status: Literal["COLLECTED", "RELEASED"] | None = None
    estimated_release_time: UnixText | None = None


@model
class UnsettledTransaction(Model):
    """Unsettled transaction, in get unsettled transactions."""

    type: StatementTransactionType | None = None
    id: Id | None = None
    status: str | None = None
    currency: str | None = None
    estimated_settlement: str | None = None
    """Or a relative phrase."""
    unsettled_reason: str | None = None
    order_create_time: UnixSeconds | None = None
    order_delivery_time: UnixSeconds | None = None
    order_id: Id | None = None
    adjustment_id: Id | None = None
    adjustment_order_id: Id | None = None
    est_adjustment_amount: DecimalText | None = None
    est_settlement_amount: DecimalText | None = None
    est_revenue_amount: DecimalText | None = None
    revenue_breakdown: RevenueBreakdown | None = None
    est_shipping_cost_amount: DecimalText | None = None
    shipping_cost_breakdown: ShippingCostBreakdown | None = None
    est_fee_tax_amount: DecimalText | None = None
    fee_tax_breakdown: FeeTaxBreakdown | None = None


@model
class Amount(Model):
    """Amount, in payment."""

    value: str | None = None
    currency: str | None = None


@model
class PaymentAmountBeforeExchange(Model):
    """Payment amount before exchange, in payment."""

    value: str | None = None
    currency: str | None = None


@model
class Payment(Model):
    """What an order costs, in parts."""

    create_time: UnixSeconds | None = None
    id: Id | None = None
    status: Literal["PAID", "FAILED", "PROCESSING"] | None = None
    amount: Amount | None = None
    settlement_amount: Amount | None = None
    payment_amount_before_exchange: PaymentAmountBeforeExchange | None = None
    exchange_rate: DecimalText | None = None
    paid_time: UnixSeconds | None = None
    bank_account: str | None = None


@model
class Flow(Model):
    """Flow, in get account transactions."""

    amount: Money | None = None
    create_time: Rfc3339 | None = None
    direction: Literal["IN", "OUT"] | None = None
    origin_transaction_id: Id | None = None
    reference_id: Id | None = None
    transaction_id: Id | None = None
    type: Literal["RECHARGE", "WITHDRAW", "REVERSE"] | None = None


@model
class BusinessEntity(Model):
    """Business entity, in tax information."""

    address: str | None = None
    branch_number: str | None = None
    business_name: str | None = None
    """Only in PH."""
    fiscal_regime: FiscalRegime | None = None
    """Only in MX."""
    organization_level: Literal["UNKNOWN", "HEADQUARTER", "BRANCH"] | None = None
    """Only in TH."""
    postal_code: str | None = None


@model
class OverallStatus(Model):
    """Overall status, in tax information."""

    is_tax_infomation_complete: bool | None = None
    is_tax_number_submitted: bool | None = None


@model
class RecentAudit(Model):
    """Recent audit, in tax number."""

    rejection_reasons: tuple[RejectionReason, ...] = ()
    status: RecentAuditStatus | None = None
    tax_number: str | None = None


@model
class TaxNumber(Model):
    """Tax number, in tax information."""

    recent_audit: RecentAudit | None = None
    registration_status: RegistrationStatus | None = None
    tax_form_audit_status: RecentAuditStatus | None = None
    """Only in US."""
    tax_number: str | None = None
    type: Literal["REGISTRATION_NUMBER", "VAT", "TIN"] | None = None


@model
class TaxInformation(Model):
    """Tax information, in get tax information."""

    business_entity: BusinessEntity | None = None
    overall_status: OverallStatus | None = None
    tax_numbers: tuple[TaxNumber, ...] = ()


class Statements(Resource):
    """Read statements, transactions, payments and withdrawals."""

    _LIST = Operation(
        "getStatements",
        "GET",
        "/finance/202309/statements",
        repeatable=True,
        page=Paging(items="statements"),
    )

    def list(
        self,
        *,
        sort_field: str,
        statement_time_lt: datetime | None = None,
        payment_status: Literal["FAILED", "PAID", "PROCESSING"] | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        statement_time_ge: datetime | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Statement]:
        """List daily settlement statements.

        Scope: ``seller.finance.info``.
        TikTok Shop: Get Statements, 202309.
        """
        return self._page(
            self._LIST,
            Statement,
            query={
                "statement_time_lt": seconds(statement_time_lt),
                "payment_status": payment_status,
                "page_size": page_size,
                "page_token": page_token,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "statement_time_ge": seconds(statement_time_ge),
            },
        )

    _GET_WITHDRAWALS = Operation(
        "getSellerFinancialTransactions",
        "GET",
        "/finance/202309/withdrawals",
        repeatable=True,
        page=Paging(items="withdrawals", total="total_count"),
    )

    def get_withdrawals(
        self,
        *,
        types: Sequence[StatementType],
        create_time_lt: datetime | None = None,
        create_time_ge: datetime | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Withdrawal]:
        """List withdrawals, settlements and transfers.

        Scope: ``seller.finance.info``.
        TikTok Shop: Get Withdrawals, 202309.
        """
        return self._page(
            self._GET_WITHDRAWALS,
            Withdrawal,
            query={
                "create_time_lt": seconds(create_time_lt),
                "types": types,
                "page_size": page_size,
                "page_token": page_token,
                "create_time_ge": seconds(create_time_ge),
            },
        )

    _GET_ORDER_TRANSACTIONS = Operation(
        "getTransactionsByOrder",
        "GET",
        "/finance/202501/orders/{order_id}/statement_transactions",
        repeatable=True,
    )

    def get_order_transactions(self, *, order_id: str | int) -> OrderTransactions:
        """Break down one order's settled transactions by SKU.

        Scope: ``seller.finance.info``.
        TikTok Shop: Get Transactions by Order, 202501.
        """
        return self._get(
            self._GET_ORDER_TRANSACTIONS, OrderTransactions, path={"order_id": order_id}
        )

    _GET_TRANSACTIONS = Operation(
        "getTransactionsByStatement",
        "GET",
        "/finance/202501/statements/{statement_id}/statement_transactions",
        repeatable=True,
        page=Paging(items="transactions", total="total_count"),
    )

    def get_transactions(
        self,
        *,
        statement_id: str | int,
        sort_field: str,
        sort_order: Literal["ASC", "DESC"] | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[StatementTransaction]:
        """List the transactions of one statement.

        Scope: ``seller.finance.info``.
        TikTok Shop: Get Transactions by Statement, 202501.
        """
        return self._page(
            self._GET_TRANSACTIONS,
            StatementTransaction,
            path={"statement_id": statement_id},
            query={
                "page_token": page_token,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "page_size": page_size,
            },
        )

    _GET_UNSETTLED_TRANSACTIONS = Operation(
        "getUnsettledTransactions",
        "GET",
        "/finance/202507/orders/unsettled",
        repeatable=True,
        page=Paging(items="transactions", total="total_count"),
    )

    def get_unsettled_transactions(
        self,
        *,
        sort_field: str,
        sort_order: Literal["ASC", "DESC"] | None = None,
        search_time_ge: datetime | None = None,
        search_time_lt: datetime | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[UnsettledTransaction]:
        """List transactions not settled yet with estimates.

        Scope: ``seller.finance.info``.
        TikTok Shop: Get Unsettled Transactions, 202507.
        """
        return self._page(
            self._GET_UNSETTLED_TRANSACTIONS,
            UnsettledTransaction,
            query={
                "page_token": page_token,
                "page_size": page_size,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "search_time_ge": seconds(search_time_ge),
                "search_time_lt": seconds(search_time_lt),
            },
        )

    _GET_PAYMENTS = Operation(
        "getPayments",
        "GET",
        "/finance/202605/payments",
        repeatable=True,
        page=Paging(items="payments"),
    )

    def get_payments(
        self,
        *,
        sort_field: str,
        create_time_lt: datetime | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        create_time_ge: datetime | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Payment]:
        """List payouts to the seller's bank account.

        Scope: ``seller.finance.info``.
        TikTok Shop: Get Payments, 202605.
        """
        return self._page(
            self._GET_PAYMENTS,
            Payment,
            query={
                "create_time_lt": seconds(create_time_lt),
                "page_size": page_size,
                "page_token": page_token,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "create_time_ge": seconds(create_time_ge),
            },
        )

    _GET_ACCOUNT_BALANCE = Operation(
        "getTradeInSupplierAccountBalance",
        "GET",
        "/finance/202609/account_balances",
        repeatable=True,
    )

    def get_account_balance(self, *, currency: str) -> Money | None:
        """Read a trade-in supplier's balance.

        TikTok Shop: Get TradeIn Supplier Account Balance, 202609.
        """
        return self._field(
            self._GET_ACCOUNT_BALANCE,
            Money,
            "available_balance",
            query={"currency": currency},
        )

    _GET_ACCOUNT_TRANSACTIONS = Operation(
        "getTradeInAccountTransactions",
        "GET",
        "/finance/202609/account_transactions",
        repeatable=True,
        page=Paging(items="flows", total="total_count"),
    )

    def get_account_transactions(
        self,
        *,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        flow_type: Literal["RECHARGE", "REVERSE", "WITHDRAW"] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Flow]:
        """List a trade-in supplier's account entries.

        TikTok Shop: Get TradeIn Account Transactions, 202609.
        """
        return self._page(
            self._GET_ACCOUNT_TRANSACTIONS,
            Flow,
            query={
                "start_time": rfc3339(start_time),
                "end_time": rfc3339(end_time),
                "flow_type": flow_type,
                "page_size": page_size,
                "page_token": page_token,
            },
        )

    _GET_TAX_INFORMATION = Operation(
        "getTaxInformation", "GET", "/finance/202504/tax_information", repeatable=True
    )

    def get_tax_information(self) -> TaxInformation | None:
        """Read the tax data registered for the shop.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Tax Information, 202504.
        """
        return self._field(self._GET_TAX_INFORMATION, TaxInformation, "tax_information")
